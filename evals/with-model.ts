// The same messages with a model behind the rules: a real one where the environment names one, else the bundled simulator.
import { askModel } from '../activities/ask-model';
import { bandOf } from '../domain/classification/classify';
import type { Diagnosis } from '../domain/diagnosis';
import type { MessageDiagnosis } from '../client/diagnose-message';
import { startModelSimulator } from '../simulators/model/simulator';
import { composeModel } from '../workers/compose-model';
import type { Answered } from './row';
import { spendingLedger, type Spending } from './spending';

/** One candidate: whose configuration (rules, prompt, prices) and which model. */
export interface Variant {
  configFolder: string;
  environment: NodeJS.ProcessEnv;
}

export interface WithModel {
  answered: Answered[];
  spending: Spending;
  /** As people see it: `gpt-5-mini`, or that nobody real was asked. */
  asked: string;
}

/** Asks about what the rules are not sure of, one message after the other, as incidents would. */
export async function withModel(variant: Variant, byRules: readonly Answered[]): Promise<WithModel> {
  const real = variant.environment['PENSTOCK_MODEL'];
  const simulator = real === undefined ? await startModelSimulator() : null;
  try {
    const ledger = spendingLedger();
    const environment = simulator
      ? { PENSTOCK_MODEL: 'sim-model', OPENAI_API_KEY: 'simulated', OPENAI_BASE_URL: `${simulator.url}/v1` }
      : variant.environment;
    const model = await composeModel({ environment, configFolder: variant.configFolder, ledger });
    const answered: Answered[] = [];
    for (const { row, answer } of byRules) {
      const diagnosis = await askModel({
        ...{
          model,
          incidentId: `eval-${row.id}`,
          provider: row.platform,
          service: row.connector ?? 'unknown',
        },
        ...{ tags: {}, diagnosis: asDiagnosis(answer), now: () => new Date() },
      });
      answered.push({ row, answer: asAnswer(answer, diagnosis) });
    }
    const asked =
      real ?? 'the bundled model simulator (no PENSTOCK_MODEL): its figures say nothing of a real one';
    return { answered, spending: ledger.total(), asked };
  } finally {
    await simulator?.close();
  }
}

function asDiagnosis({ explanation, ruleId, ...found }: MessageDiagnosis): Diagnosis {
  return {
    ...{
      class: found.class,
      symptom: 'failed',
      confidence: found.confidence,
      band: bandOf(found.confidence),
    },
    ...{ decidedBy: found.decidedBy, action: found.action, evidence: found.evidence },
    ...(ruleId === null ? {} : { ruleId }),
    summary: explanation?.why ?? '',
    alternatives: explanation?.alternatives ?? [],
  };
}

function asAnswer(before: MessageDiagnosis, now: Diagnosis): MessageDiagnosis {
  const { class: named, confidence, band, action, decidedBy } = now;
  return { ...before, class: named, confidence, band, action, decidedBy, ruleId: now.ruleId ?? null };
}
