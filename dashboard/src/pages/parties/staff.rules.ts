/** Who sees platforms: those who work for the hub. Pure. */
export const isForPlatforms = (role: string): boolean => role === 'OPERATOR' || role === 'ANALYST';
