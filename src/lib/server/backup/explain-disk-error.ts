export const explainDiskError = (error: unknown, _f: string, _s: string) => error;
