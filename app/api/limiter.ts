/** Above this many callers at once, the oldest windows are forgotten: memory stays small. */
const CALLERS = 10_000;

/**
 * Counts requests a caller in this process, in windows of a minute. Several instances each count for themselves:
 * it protects a process from a script gone wild, not a secret from guessing.
 * @returns for a caller's key, seconds to wait, or 0 when the request may pass.
 */
export function createLimiter({ limit = 600, windowMs = 60_000 } = {}) {
  const windows = new Map<string, { until: number; count: number }>();
  return (key: string, now: Date): number => {
    const at = now.getTime();
    const open = windows.get(key);
    if (!open || at >= open.until) {
      windows.delete(key);
      if (windows.size >= CALLERS) windows.delete(windows.keys().next().value as string);
      windows.set(key, { until: at + windowMs, count: 1 });
      return 0;
    }
    open.count += 1;
    return open.count > limit ? Math.max(1, Math.ceil((open.until - at) / 1000)) : 0;
  };
}
