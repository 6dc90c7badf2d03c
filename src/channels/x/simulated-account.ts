/** The keys that the pretended X hands out, and the only ones that it takes. */
export const simulatedAccount = {
  appKey: 'sandbox-app-key',
  appSecret: 'sandbox-app-secret',
  accessToken: '7001-sandbox-access-token',
  accessSecret: 'sandbox-access-secret',
} as const;
