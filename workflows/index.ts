// The only entry of the workflow bundle.
export { incident } from './incident/workflow';
export { sweep } from './sweep';
export { diagnoseConnection, lookAtConnection, survey, webhooks } from './account';
export { notification } from './notification';
export { digest } from './digest';
