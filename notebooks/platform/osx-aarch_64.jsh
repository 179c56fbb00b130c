// The embedded PostgreSQL's binaries for macOS on Apple silicon: JBang calls it osx, the artifact darwin.
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:18.6.0
