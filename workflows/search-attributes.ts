// The seven search attributes of an incident: what `temporal workflow list --query` can ask for. Never personal data.
import { defineSearchAttributeKey } from '@temporalio/common';

export const INCIDENT_ATTRIBUTES = {
  provider: defineSearchAttributeKey('PenstockProvider', 'KEYWORD'),
  account: defineSearchAttributeKey('PenstockAccount', 'KEYWORD'),
  connection: defineSearchAttributeKey('PenstockConnection', 'KEYWORD'),
  status: defineSearchAttributeKey('PenstockStatus', 'KEYWORD'),
  class: defineSearchAttributeKey('PenstockClass', 'KEYWORD'),
  severity: defineSearchAttributeKey('PenstockSeverity', 'KEYWORD'),
  mode: defineSearchAttributeKey('PenstockMode', 'KEYWORD'),
};
