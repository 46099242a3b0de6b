// A bundler log that only speaks when something is wrong.
const nothing = () => undefined;

export const quietBundler = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: (message: string) => console.warn(message),
  error: (message: string) => console.error(message),
};
