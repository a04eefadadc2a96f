/**
 * Loaded into a server before anything else (`node --import`): tells the process that started it what it has used so
 * far. The server itself knows nothing of it, so that what is measured is what is shipped.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpu: user + system,
    resident: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1024,
  });
});
process.channel?.unref();
