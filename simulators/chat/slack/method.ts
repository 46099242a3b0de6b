// What a method of the Web API is: arguments in, the answer's fields (without `ok`) out.
import type { Arguments } from './arguments';
import type { Workspace } from './workspace';

/** @throws Refusal */
export type Method = (workspace: Workspace, args: Arguments) => Record<string, unknown>;
export type Methods = Readonly<Record<string, Method>>;
