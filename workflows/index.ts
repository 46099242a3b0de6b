// The only entry of the workflow bundle.
export { incident } from './incident/workflow';
export { sweep } from './sweep';
export { lookAtConnection, survey, webhooks } from './account';
