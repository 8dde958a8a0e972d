package org.agate.robot.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Who a client is, and whom it believes.
///
/// @param keys PKCS#12 with the client's key and certificate, whose common name is the device id
/// @param authority the certificate of the lab's authority, PEM
/// @param passwordFile holds the password of `keys` alone, so that it is on no command line
public record TlsIdentity(Path keys, Path authority, Path passwordFile) {

    /// The identity in a folder as `make-certificates.sh` writes it: `client.p12`, `authority.crt` and `password`.
    public static TlsIdentity in(Path folder) {
        return new TlsIdentity(
                folder.resolve("client.p12"), folder.resolve("authority.crt"), folder.resolve("password"));
    }

    /// TLS 1.3 sockets with this identity.
    public SSLSocketFactory sockets() {
        try {
            char[] password = Files.readString(passwordFile).strip().toCharArray();
            var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            identity.init(keyStore(password), password);
            Arrays.fill(password, ' ');
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Certificates (%s, %s) cannot be read.\nMaybe the path or the password is wrong."
                            .formatted(keys, authority),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Certificates (%s, %s) cannot be used.\nMaybe make them anew with make-certificates.sh."
                            .formatted(keys, authority),
                    e);
        }
    }

    private KeyStore keyStore(char[] password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, password);
        }
        return store;
    }

    private KeyStore trustStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return store;
    }
}
