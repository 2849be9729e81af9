import { COSEALG } from '@simplewebauthn/server/helpers';

/** One of them every authenticator has (WebAuthn Level 3, 5.4: pubKeyCredParams). */
export const passkeyAlgorithms = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256];
