/**
 * A certificate for this computer, valid until 2126, that vouches for itself: whoever is told to trust it sees a server
 * as it should be, everybody else one that nobody vouches for. Its key is public, so it protects nothing.
 */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBnzCCAUWgAwIBAgIUU65FqQBe4mSRE1qtjGDpP/L5U0owCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwIb21rIHRlc3QwIBcNMjYxMTI1MjIxMDEzWhgPMjEyNjExMDEy
MjEwMTNaMBMxETAPBgNVBAMMCG9tayB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEGI0MQ2/+B/v+mlJ+vxuxhDW7+pfqJyK/SeYOHSBPxzEPRKndRuUt1OMg
3m3ZPM4vEEXX8ISNQLGnORa1S5m20KN1MHMwHQYDVR0OBBYEFOcg5KGgCHFCQqcI
drOvpH8Jzj59MB8GA1UdIwQYMBaAFOcg5KGgCHFCQqcIdrOvpH8Jzj59MA8GA1Ud
EwEB/wQFMAMBAf8wIAYDVR0RBBkwF4cEAAAAAIcEfwAAAYIJbG9jYWxob3N0MAoG
CCqGSM49BAMCA0gAMEUCIB3rVIaXgL5F393MYK/LpmKMPqt1jxeNYT05OoeEi+Ki
AiEAh8n8OLQKb0sAwpTvF4pNNLYofaSh8NPi9VUEZdwahTQ=
-----END CERTIFICATE-----
`;

export const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXvEI5itysyccL6R9
F6n4VQdimBrbReYjI9ar4lcREdChRANCAAQYjQxDb/4H+/6aUn6/G7GENbv6l+on
Ir9J5g4dIE/HMQ9Eqd1G5S3U4yDebdk8zi8QRdfwhI1Asac5FrVLmbbQ
-----END PRIVATE KEY-----
`;
