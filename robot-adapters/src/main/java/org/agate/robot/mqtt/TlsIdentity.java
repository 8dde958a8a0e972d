package org.agate.robot.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Who a client is, and whom it believes: two PKCS#12 files with one password.
///
/// @param keys the client's key and certificate, whose common name is the device id
/// @param authorities the certificate of the lab's authority
/// @param passwordFile a file that holds the password alone, so that it is on no command line
public record TlsIdentity(Path keys, Path authorities, Path passwordFile) {

    /// The identity in a folder: `client.p12`, `authority.p12` and `password`.
    public static TlsIdentity in(Path folder) {
        return new TlsIdentity(
                folder.resolve("client.p12"), folder.resolve("authority.p12"), folder.resolve("password"));
    }

    /// TLS 1.3 sockets with this identity.
    SSLSocketFactory sockets() {
        try {
            char[] password = Files.readString(passwordFile).strip().toCharArray();
            var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            identity.init(store(keys, password), password);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(authorities, password));
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
            Arrays.fill(password, ' ');
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Certificates (%s, %s) cannot be read.\nMaybe the path or the password is wrong."
                            .formatted(keys, authorities),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Certificates (%s, %s) cannot be used.\nMaybe they are not PKCS#12.".formatted(keys, authorities),
                    e);
        }
    }

    private static KeyStore store(Path path, char[] password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(path)) {
            store.load(in, password);
        }
        return store;
    }
}
