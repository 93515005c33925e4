export const exitCodes = {
  claimFailed: 1,
  usage: 2,
  trialsFailed: 3,
  inconclusive: 4,
  bug: 70,
  interrupted: 130,
} as const;
