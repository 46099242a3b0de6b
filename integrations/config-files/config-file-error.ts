// Mistakes in configuration, each with its place: `default.yaml:12:7 …`.

/** All mistakes of all files, one line each; callers print the message and exit 2. */
export class ConfigFileError extends Error {
  constructor(readonly mistakes: string[]) {
    super(mistakes.join('\n'));
    this.name = 'ConfigFileError';
  }
}
