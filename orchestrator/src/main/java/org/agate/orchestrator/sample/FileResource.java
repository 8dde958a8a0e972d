package org.agate.orchestrator.sample;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.agate.orchestrator.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Where devices put images, and browsers get them.
@Path("/api/v1/files")
public class FileResource {

    private static final int YEAR_SECONDS = 31_536_000;

    private final FileStore files;

    FileResource(FileStore files) {
        this.files = files;
    }

    @GET
    @Operation(operationId = "auditFiles", summary = "Whether every kept file is what its name says")
    public FileAudit.Finding audit() {
        return files.audit();
    }

    @PUT
    @Path("/{sha256}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "putFile", summary = "Keep a file under the SHA-256 of its content")
    public void put(@PathParam("sha256") String sha256, byte[] content) {
        if (!files.put(sha256, content)) {
            throw new Problem(
                    422,
                    "file.hash",
                    "(%d) bytes do not have the hash (%s).".formatted(content.length, sha256),
                    "Maybe the upload was cut off.");
        }
    }

    @GET
    @Path("/{sha256}")
    @Produces("image/jpeg")
    @Operation(operationId = "getFile", summary = "A file by the SHA-256 of its content")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response get(@PathParam("sha256") String sha256) {
        var content = files.get(sha256).orElseThrow(NotFoundException::new);
        var forEver = new CacheControl();
        forEver.setMaxAge(YEAR_SECONDS);
        return Response.ok(content).cacheControl(forEver).build();
    }
}
