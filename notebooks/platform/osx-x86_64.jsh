// The embedded PostgreSQL's binaries for macOS on Intel: JBang calls it osx, the artifact darwin.
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-amd64:18.6.0
