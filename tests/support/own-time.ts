/**
 * Time that this process itself worked, in milliseconds. A limit on it holds on a machine that is busy with something
 * else, where the clock on the wall would tell about the neighbours.
 */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
