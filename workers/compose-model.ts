// Builds the model from environment and configuration, or nothing where none is named.
import { join } from 'node:path';
import { ModelEnvironmentSchema } from '../domain/model/model-config.schema';
import { endpointFault } from '../domain/model/settings';
import type { DiagnosisModel } from '../domain/ports';
import type { ModelLedger } from '../domain/store-ports';
import { loadModelSettings } from '../integrations/config-files/model-settings';
import { loadPrompt } from '../integrations/config-files/prompts';
import { createOpenAiModel } from '../integrations/openai/client';
import { EnvironmentError, readEnvironment } from '../integrations/secrets/environment';

const PROMPT = 'diagnose';
const VENDOR_HOST = 'api.openai.com';

export interface ComposedModel {
  model: DiagnosisModel;
  /** `name` or `name=value` of connections that may show values of rows. */
  rowsAllowedTags: string[];
}

interface Sources {
  environment: NodeJS.ProcessEnv;
  configFolder: string;
}

/**
 * What to ask, and how; `null` = rules and memory only. The files are read, and their mistakes told, whether a model
 * is named or not.
 * @throws EnvironmentError naming the key, ConfigFileError naming the place
 */
export async function readModel(options: Sources) {
  const env = readEnvironment(ModelEnvironmentSchema, options.environment);
  const settings = await loadModelSettings(options.configFolder);
  if (env.PENSTOCK_MODEL === undefined) return null;
  const prompt = await loadPrompt(options.configFolder, PROMPT, settings.promptVersion);
  const endpoint = { baseUrl: env.OPENAI_BASE_URL, apiKey: env.OPENAI_API_KEY, model: env.PENSTOCK_MODEL };
  if (endpoint.apiKey === '' && new URL(endpoint.baseUrl).hostname === VENDOR_HOST)
    throw new EnvironmentError(`OPENAI_API_KEY: is needed to ask ${endpoint.model} at ${VENDOR_HOST}`);
  const fault = endpointFault(endpoint, settings);
  if (fault !== null) throw new EnvironmentError(`${fault} (${join(options.configFolder, 'model.yaml')})`);
  return { endpoint, settings, prompt };
}

/** `null` = rules and memory only. @throws EnvironmentError, ConfigFileError */
export async function composeModel(
  options: Sources & { ledger: ModelLedger; now?: () => Date },
): Promise<ComposedModel | null> {
  const read = await readModel(options);
  if (read === null) return null;
  const now = options.now ?? (() => new Date());
  return {
    model: createOpenAiModel({ ...read, ledger: options.ledger, now }),
    rowsAllowedTags: read.settings.rowsAllowedTags,
  };
}
