// Serves as in production: no demo data, no private addresses. The container and `npm run start:production` run this.
process.env.NODE_ENV ||= 'production';
process.env.HUB_DEMO ||= 'off';
process.argv.splice(2, Infinity, 'serve', ...process.argv.slice(2));
await import('./hub.mjs');
