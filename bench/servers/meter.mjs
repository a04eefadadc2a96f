/**
 * Loaded into a server before anything else (`node --import`): tells the process that started it what it has used so
 * far. The server itself knows nothing of it, so that what is measured is what is shipped.
 */
import { readFileSync } from 'node:fs';

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpu: user + system,
    resident: process.memoryUsage.rss(),
    peak: peak(),
  });
});
process.channel?.unref();

/** Linux counts into maxRSS what the process was before it became this program, which is as large as who started it. */
function peak() {
  const own = process.platform === 'linux' && /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return (own ? Number(own) : process.resourceUsage().maxRSS) * 1024;
}
