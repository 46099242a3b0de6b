// The environment of the evals: which model may be asked, if one is.

/** As the worker reads it: PENSTOCK_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL. */
export function evalEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}
