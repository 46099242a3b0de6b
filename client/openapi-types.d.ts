// Generated from /openapi.json by `npm run client:types`; a test fails when it is not current.
import type { Json } from '../domain/json';

export interface paths {
  '/api/v1/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Provider accounts */
    get: operations['listAccounts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{provider}/{account}/survey': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Is an account in order: credentials, permissions, limits, clock, webhooks */
    get: operations['surveyAccount'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{provider}/{account}/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An account's webhooks at the provider */
    get: operations['listWebhooks'];
    put?: never;
    /**
     * Register or test an account's webhooks at the provider
     * @description Needs the role admin.
     */
    post: operations['tendWebhooks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Incidents that wait for a person's decision */
    get: operations['listApprovals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The record, oldest row first */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Walks the whole hash chain */
    get: operations['verifyAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/connections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Connections as the sweeps know them */
    get: operations['listConnections'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/connections/{provider}/{account}/{connectionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One connection as the sweeps know it */
    get: operations['getConnection'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/connections/{provider}/{account}/{connectionId}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a change of a connection
     * @description Opens an incident that carries it out within policy; who asks cannot approve it. Needs the role operator.
     */
    post: operations['requestChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/connections/{provider}/{account}/{connectionId}/diagnosis': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is wrong with a connection now; opens no incident */
    get: operations['diagnoseConnection'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/connections/{provider}/{account}/{connectionId}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A connection and its recent runs, read at the provider now */
    get: operations['getConnectionHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/delegations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Votes that are given to others now */
    get: operations['listDelegations'];
    put?: never;
    /**
     * Give your vote to somebody for a time
     * @description Needs the role approver.
     */
    post: operations['delegate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/delegations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take a vote back
     * @description Needs the role approver.
     */
    delete: operations['endDelegation'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/freezes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Freezes that people set, and windows that configuration states */
    get: operations['listFreezes'];
    put?: never;
    /**
     * Freezes changes in a scope
     * @description Needs the role operator.
     */
    post: operations['pullFreeze'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/freezes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Lifts a freeze
     * @description Needs the role approver.
     */
    delete: operations['liftFreeze'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Incidents, the newest change first */
    get: operations['listIncidents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One incident */
    get: operations['getIncident'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents/{id}/ack': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that you look after an incident
     * @description Stands in its timeline, once a person; changes nothing else. Takes a person, not an agent. Needs the role operator.
     */
    post: operations['acknowledgeIncident'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents/{id}/control': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Snooze, wake, cancel, close, retry, release, hand back
     * @description Needs the role operator.
     */
    post: operations['controlIncident'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents/{id}/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Votes on the plan of an incident */
    get: operations['listDecisions'];
    put?: never;
    /**
     * Vote on the plan of an incident
     * @description The vote is the token owner’s. A plan that has changed since is refused. Needs the role approver.
     */
    post: operations['decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents/{id}/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The post-incident report: what happened, who decided, what was done, what proves it
     * @description Markdown where `Accept` asks for `text/markdown`. Made from the record as it is now.
     */
    get: operations['getIncidentReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents/{id}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An incident's whole story: its record and its evidence */
    get: operations['getIncidentTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kill-switch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Kill switches that are on */
    get: operations['listKillSwitches'];
    put?: never;
    /**
     * Stops every write in a scope
     * @description Needs the role operator.
     */
    post: operations['pullKillSwitch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kill-switch/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Lets writes go on
     * @description Needs the role admin.
     */
    delete: operations['liftKillSwitch'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/modes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Modes that are set, and the record that could earn others */
    get: operations['listModes'];
    put?: never;
    /**
     * Set how far Penstock may go in a scope
     * @description `automate` needs the role admin. Needs the role operator.
     */
    post: operations['setMode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/modes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take a setting back
     * @description One that holds Penstock back needs the role admin. Needs the role operator.
     */
    delete: operations['takeBackMode'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/policies/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What today's policy says about an incident */
    get: operations['explainPolicy'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts and times of the incidents opened in a period */
    get: operations['getReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/surfaces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which surfaces are configured, and whether they answer
     * @description Each is asked by an authenticated read that nobody notices. Needs the role admin.
     */
    get: operations['listSurfaces'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sweeps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Look at a whole account now, and wait for what it finds
     * @description Needs the role operator.
     */
    post: operations['sweepNow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** API tokens, without what opens with them */
    get: operations['listTokens'];
    put?: never;
    /** Makes an API token and shows it once */
    post: operations['createToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends an API token, everywhere within seconds */
    delete: operations['revokeToken'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/whoami': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The person behind the token, and what the token allows */
    get: operations['whoami'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/healthz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Is the process alive */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Figures for Prometheus */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: operations['getOpenapi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Can it do its work */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/slack/commands': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A slash command of Slack */
    post: operations['slackCommand'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/slack/interactions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A click or a dialog of Slack */
    post: operations['slackInteraction'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/teams/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What somebody does with a card in Teams
     * @description An activity of the Bot Framework; clicks on our cards are votes, all else is ignored.
     */
    post: operations['teamsMessage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/airbyte/{account}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A notification of Airbyte, known by its bearer token
     * @description Airbyte signs nothing: the token, or the secret in the path, is one of webhookSecrets.
     */
    post: operations['deliverAirbyte'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/airbyte/{account}/{secret}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A notification of Airbyte, known by the secret in the path
     * @description Airbyte signs nothing: the token, or the secret in the path, is one of webhookSecrets.
     */
    post: operations['deliverAirbyteBySecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/fivetran/{account}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A delivery of Fivetran */
    post: operations['deliverFivetran'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/jira': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A change of a ticket in Jira
     * @description Moving the ticket of an incident to the approved or the rejected status is a vote.
     */
    post: operations['deliverJira'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks/servicenow': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A change of a record in ServiceNow
     * @description The approval of the record of an incident is a vote.
     */
    post: operations['deliverServicenow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Accounts: {
      items: {
        /** @enum {string} */
        access: 'read_write' | 'read_only';
        account: string;
        /** @enum {string} */
        provider: 'fivetran' | 'airbyte';
        sweepEveryMs: number;
      }[];
    };
    AccountSurvey: {
      findings: components['schemas']['SurveyFinding'][];
    };
    Acknowledged: {
      /** @constant */
      acknowledged: true;
      by: string;
      incidentId: string;
    };
    ApiToken: {
      /** Format: date-time */
      createdAt: string;
      createdBy: string;
      /** Format: date-time */
      expiresAt: string;
      id: string;
      /** @enum {string} */
      kind: 'person' | 'agent';
      /** @description To the minute. */
      lastUsedAt: string | null;
      /** @description ID of the token that it was made with. */
      madeWith: string | null;
      name: string;
      owner: string;
      revokedAt: string | null;
      revokedBy: string | null;
      /**
       * @description The most it may do, wherever its owner may.
       * @enum {string}
       */
      role: 'viewer' | 'operator' | 'approver' | 'admin';
      /** @description Only there; absent: wherever its owner may. */
      scopes?: components['schemas']['RoleScope'][];
      /** @enum {string} */
      state: 'valid' | 'expired' | 'revoked';
      /** @description What the tokens that it was made with are limited to. */
      within: {
        /** @enum {string} */
        role?: 'viewer' | 'operator' | 'approver' | 'admin';
        scopes?: components['schemas']['RoleScope'][];
      }[];
    };
    ApiTokenRevoked: {
      id: string;
      /** @constant */
      revoked: true;
    };
    ApiTokens: {
      items: components['schemas']['ApiToken'][];
    };
    AuditFault: {
      detail: string;
      /** @enum {string} */
      kind: 'changed' | 'missing' | 'reordered' | 'truncated';
      seq: number;
    };
    AuditPage: {
      items: components['schemas']['AuditRow'][];
      /** @description Send it as `afterSeq` for the next page; null on the last one. */
      nextAfterSeq: number | null;
    };
    /** @description One row of the hash chain: who did what to which incident, when, and why. */
    AuditRow: {
      /** @description `noun.verb`, past tense. */
      action: string;
      /** @description ID of a person, or `system`. */
      actor: string;
      /** Format: date-time */
      at: string;
      details: {
        [key: string]: unknown;
      };
      /** @description SHA-256, hex */
      hash: string;
      incidentId: string;
      key: string;
      previousHash: string;
      seq: number;
    };
    AuditVerification: {
      faults: components['schemas']['AuditFault'][];
      intact: boolean;
      rows: number;
    };
    Brake: {
      by: string;
      id: string;
      /** @enum {string} */
      kind: 'kill' | 'freeze';
      reason: string;
      scope: components['schemas']['BrakeScope'];
      /** Format: date-time */
      since: string;
      /** @description null: until it is lifted. */
      until: string | null;
    };
    BrakeLifted: {
      id: string;
      /** @constant */
      lifted: true;
    };
    /** @description What is absent does not matter: an empty scope is everything. */
    BrakeScope: {
      account?: string;
      connectionId?: string;
      /** @enum {string} */
      provider?: 'fivetran' | 'airbyte';
    };
    /** @description An approval that one person gave alone; what is not begun by then needs what policy asks. */
    Bypass: {
      by: string;
      reason: string;
      /** Format: date-time */
      until: string;
    };
    /** @description A person as they ask: by a token, which may allow less than the person. */
    Caller: {
      groups: string[];
      id: string;
      identities?: {
        email?: string;
        github?: string;
        jira?: string;
        pagerduty?: string;
        servicenow?: string;
        slack?: string;
        teams?: string;
      };
      /** @enum {string} */
      kind?: 'person' | 'agent';
      /** @description Every one must grant what the person does; empty: the token limits nothing. */
      limits: {
        /** @enum {string} */
        role?: 'viewer' | 'operator' | 'approver' | 'admin';
        scopes?: components['schemas']['RoleScope'][];
      }[];
      name: string;
      /** @enum {string} */
      role?: 'viewer' | 'operator' | 'approver' | 'admin';
      scopes?: components['schemas']['RoleScope'][];
      timeZone?: string;
      token: {
        expiresAt: string | null;
        id?: string;
        /** @enum {string} */
        kind: 'environment' | 'api' | 'oidc';
        name?: string;
      };
    };
    /** @description The incident that carries the change out. */
    ChangeAccepted: {
      incidentId: string;
    };
    /** @description A connection as the sweeps know it. */
    Connection: {
      account: string;
      active: boolean;
      /** Format: date-time */
      changedAt: string;
      connectionId: string;
      destination: string;
      durationsMs: number[];
      everyMs: number | null;
      /** Format: date-time */
      firstSeenAt: string;
      /** @enum {string} */
      health: 'healthy' | 'failing' | 'late' | 'stuck' | 'setup_broken' | 'paused' | 'gone' | 'unknown';
      lastFailureAt: string | null;
      lastRun: {
        endedAt: string | null;
        id: string;
        rows: number | null;
        /** Format: date-time */
        startedAt: string;
        /** @enum {string} */
        status: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'rescheduled';
      } | null;
      lastSuccessAt: string | null;
      name: string;
      /** @enum {string} */
      provider: 'fivetran' | 'airbyte';
      reported: {
        [key: string]: string;
      };
      rescheduledFor: string | null;
      rows: number[];
      running: {
        id?: string;
        /** Format: date-time */
        since: string;
      } | null;
      /** @enum {string} */
      schemaChange: 'none' | 'non_breaking' | 'breaking' | 'unknown';
      service: string;
      tags: {
        [key: string]: string;
      };
    };
    /** @description State and recent runs, newest first; what could not be read is in `missing`. */
    ConnectionHistory: {
      missing: {
        what: string;
        why: string;
      }[];
      runs: components['schemas']['SyncRun'][];
      state: components['schemas']['ConnectionState'];
    };
    ConnectionPage: {
      items: components['schemas']['Connection'][];
      /** @description Send it as `cursor` for the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description A connection as the provider shows it now. */
    ConnectionState: {
      active: boolean;
      connectionId: string;
      destination: string;
      lastFailureAt: string | null;
      lastRunId: string | null;
      lastSuccessAt: string | null;
      late?: boolean;
      name: string;
      notices: {
        code: string;
        message: string;
        /** @enum {string} */
        severity: 'task' | 'warning';
      }[];
      /** Format: date-time */
      readAt: string;
      rescheduledFor: string | null;
      running: {
        id?: string;
        /** Format: date-time */
        startedAt?: string;
      } | null;
      schedule: components['schemas']['SyncSchedule'];
      /** @enum {string} */
      schemaChange: 'none' | 'non_breaking' | 'breaking' | 'unknown';
      service: string;
      /** @enum {string} */
      setup: 'connected' | 'incomplete' | 'broken' | 'unknown';
      tags: {
        [key: string]: string;
      };
    };
    DecisionReceipt: {
      by: string;
      /** @enum {string} */
      decision: 'approve' | 'reject';
      incidentId: string;
      /** @description SHA-256, hex */
      planHash: string;
      quorum: number;
      /** @enum {string} */
      verdict: 'pending' | 'approved' | 'rejected';
      votes: number;
    };
    /** @description The votes on the plan that `planHash` names. */
    Decisions: {
      incidentId: string;
      items: components['schemas']['Vote'][];
      planHash: string | null;
    };
    Delegation: {
      from: string;
      id: string;
      reason: string;
      scope: components['schemas']['Region'];
      /** Format: date-time */
      since: string;
      to: string;
      /** Format: date-time */
      until: string;
    };
    /** @description Temporal has the event. */
    DeliveryAccepted: {
      /** @description Why the delivery opens nothing. */
      ignored?: string;
      incidentId: string | null;
    };
    /** @description What is wrong, how sure that is, and on what evidence. */
    Diagnosis: {
      /** @enum {string} */
      action:
        | 'retry_with_backoff'
        | 'wait_for_quota_reset'
        | 'reauthenticate'
        | 'request_permission'
        | 'refresh_schema'
        | 'resync'
        | 'reduce_load'
        | 'fix_configuration'
        | 'quarantine_records'
        | 'upgrade_connector'
        | 'escalate';
      alternatives: {
        /** @enum {string} */
        class:
          | 'rate_limit'
          | 'authentication'
          | 'authorization'
          | 'schema_drift'
          | 'source_unavailable'
          | 'network_transient'
          | 'destination_failure'
          | 'resource_exhaustion'
          | 'configuration'
          | 'data_quality'
          | 'cdc_position_lost'
          | 'platform_bug'
          | 'unknown';
        ruleId: string;
        why: string;
      }[];
      /** @enum {string} */
      band: 'high' | 'medium' | 'low' | 'none';
      /** @enum {string} */
      class:
        | 'rate_limit'
        | 'authentication'
        | 'authorization'
        | 'schema_drift'
        | 'source_unavailable'
        | 'network_transient'
        | 'destination_failure'
        | 'resource_exhaustion'
        | 'configuration'
        | 'data_quality'
        | 'cdc_position_lost'
        | 'platform_bug'
        | 'unknown';
      confidence: number;
      /** @enum {string} */
      decidedBy: 'rule' | 'provider' | 'person' | 'memory' | 'model' | 'nothing';
      evidence: components['schemas']['Evidence'][];
      fingerprint?: string;
      model?: {
        callId: string;
        costUsd: number | null;
        latencyMs: number;
        model: string;
        promptVersion: string;
        tokens: number;
        verdict: string;
      };
      /** Format: date-time */
      retryAt?: string;
      ruleId?: string;
      summary: string;
      /** @enum {string} */
      symptom:
        | 'failed'
        | 'stuck'
        | 'moved_nothing'
        | 'rescheduled'
        | 'disabled'
        | 'recovered'
        | 'late'
        | 'requested';
    };
    /** @description One fact a diagnosis rests on; its text is redacted and shortened. */
    Evidence: {
      /** Format: date-time */
      at: string;
      id: string;
      /** @enum {string} */
      kind:
        | 'event'
        | 'run'
        | 'state'
        | 'notice'
        | 'history'
        | 'verification'
        | 'missing'
        | 'correlation'
        | 'memory'
        | 'model';
      text: string;
    };
    Freezes: {
      items: components['schemas']['Brake'][];
      windows: components['schemas']['FreezeWindow'][];
    };
    /** @description A freeze that configuration states. */
    FreezeWindow: {
      between?: {
        from: string;
        to: string;
      };
      id: string;
      open: boolean;
      scope: components['schemas']['BrakeScope'];
      /**
       * @description Maintenance: nobody is told of failures before it is over.
       * @constant
       */
      suppress?: true;
      time?: {
        days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
        from: string;
        to: string;
        zone: string;
      };
      why: string;
    };
    Health: {
      /** @constant */
      status: 'ok';
    };
    /** @description One failure of one connection, from the first event to its proof. */
    Incident: {
      account: string;
      approval: {
        approvers: string[];
        /** @description Who may approve alone in an emergency. */
        breakGlass: string[];
        bypass: components['schemas']['Bypass'] | null;
        escalation: {
          at: string | null;
          done: boolean;
          to: string[];
        };
        expiresAt: string | null;
        quorum: number;
        reason: string;
        required: boolean;
        votes: components['schemas']['Vote'][];
      } | null;
      availableTransitions: (
        'approve' | 'reject' | 'snooze' | 'wake' | 'cancel' | 'close' | 'retry' | 'release' | 'handback'
      )[];
      connection: {
        destination: string;
        id: string;
        name: string;
        service: string;
        tags: {
          [key: string]: string;
        };
      };
      diagnosis: components['schemas']['Diagnosis'] | null;
      events: {
        count: number;
        last: {
          /** Format: date-time */
          at: string;
          /** @enum {string} */
          kind:
            | 'sync_failed'
            | 'sync_succeeded'
            | 'sync_rescheduled'
            | 'sync_cancelled'
            | 'sync_stuck'
            | 'connection_disabled'
            | 'connection_disable_warning'
            | 'schema_changed'
            | 'sync_delayed'
            | 'moved_nothing'
            | 'setup_broken'
            | 'connection_paused'
            | 'change_requested';
          message?: string;
        };
      };
      flags: ('held' | 'snoozed' | 'suppressed' | 'escalated' | 'frozen' | 'handoff')[];
      id: string;
      links: {
        console: string | null;
        provider: string | null;
        temporal: string | null;
      };
      /** @enum {string} */
      mode: 'monitor' | 'recommend' | 'automate';
      /** @description What the engine does next by itself, and when. */
      next: string;
      /** Format: date-time */
      openedAt: string;
      plan: {
        compensation: components['schemas']['Step'][];
        /** @description SHA-256, hex */
        hash: string;
        id: string;
        options: {
          consequence: string;
          id: string;
          title: string;
        }[];
        playbook: string;
        policy: {
          /** @description SHA-256, hex */
          hash: string;
          matched: string[];
          rule: string;
          version: string;
        };
        steps: components['schemas']['Step'][];
      } | null;
      /** @enum {string} */
      provider: 'fivetran' | 'airbyte';
      resolution?: components['schemas']['Resolution'];
      runId: string;
      /** @constant */
      schemaVersion: 1;
      /** @enum {string} */
      severity: 'critical' | 'high' | 'warning' | 'info';
      /** @enum {string} */
      status:
        | 'open'
        | 'diagnosing'
        | 'awaiting_approval'
        | 'remediating'
        | 'verifying'
        | 'resolved'
        | 'closed'
        | 'cancelled';
      /** Format: date-time */
      updatedAt: string;
      verification: components['schemas']['Verification'] | null;
      workflowId: string;
    };
    IncidentPage: {
      items: components['schemas']['Incident'][];
      /** @description Send it as `cursor` for the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description Any JSON value. */
    Json: Json;
    KillSwitch: {
      items: components['schemas']['Brake'][];
      on: boolean;
    };
    /** @description How a connection stands this minute; `diagnosis` is null where nothing is wrong. */
    LiveDiagnosis: {
      connection: {
        account: string;
        connectionId: string;
        destination: string;
        name: string;
        /** @enum {string} */
        provider: 'fivetran' | 'airbyte';
        service: string;
      };
      diagnosis: components['schemas']['Diagnosis'] | null;
      /** @enum {string} */
      health: 'healthy' | 'failing' | 'late' | 'stuck' | 'setup_broken' | 'paused' | 'gone' | 'unknown';
      providerUrl: string | null;
      /** Format: date-time */
      readAt: string;
    };
    MadeApiToken: {
      /** Format: date-time */
      createdAt: string;
      createdBy: string;
      /** Format: date-time */
      expiresAt: string;
      id: string;
      /** @enum {string} */
      kind: 'person' | 'agent';
      /** @description To the minute. */
      lastUsedAt: string | null;
      /** @description ID of the token that it was made with. */
      madeWith: string | null;
      name: string;
      owner: string;
      revokedAt: string | null;
      revokedBy: string | null;
      /**
       * @description The most it may do, wherever its owner may.
       * @enum {string}
       */
      role: 'viewer' | 'operator' | 'approver' | 'admin';
      /** @description Only there; absent: wherever its owner may. */
      scopes?: components['schemas']['RoleScope'][];
      /** @enum {string} */
      state: 'valid' | 'expired' | 'revoked';
      /** @description Shown once; null in the answer to a repeat with the same Idempotency-Key: revoke that token and make another. */
      token: string | null;
      /** @description What the tokens that it was made with are limited to. */
      within: {
        /** @enum {string} */
        role?: 'viewer' | 'operator' | 'approver' | 'admin';
        scopes?: components['schemas']['RoleScope'][];
      }[];
    };
    Modes: {
      /** @enum {string} */
      default: 'monitor' | 'recommend' | 'automate';
      items: {
        by: string;
        id: string;
        /** @description The incident that ended an earned setting. */
        lostBy: string | null;
        /** @enum {string} */
        mode: 'monitor' | 'recommend' | 'automate';
        /** @enum {string} */
        origin: 'set' | 'earned';
        reason: string;
        scope: components['schemas']['ModeScope'];
        /** Format: date-time */
        since: string;
        until: string | null;
      }[];
      records: components['schemas']['TrackRecord'][];
      thresholds: components['schemas']['ModeThresholds'];
    };
    /** @description What is absent does not matter: an empty scope is everything. */
    ModeScope: {
      account?: string;
      /** @enum {string} */
      action?:
        | 'retry_with_backoff'
        | 'wait_for_quota_reset'
        | 'reauthenticate'
        | 'request_permission'
        | 'refresh_schema'
        | 'resync'
        | 'reduce_load'
        | 'fix_configuration'
        | 'quarantine_records'
        | 'upgrade_connector'
        | 'escalate';
      /** @enum {string} */
      class?:
        | 'rate_limit'
        | 'authentication'
        | 'authorization'
        | 'schema_drift'
        | 'source_unavailable'
        | 'network_transient'
        | 'destination_failure'
        | 'resource_exhaustion'
        | 'configuration'
        | 'data_quality'
        | 'cdc_position_lost'
        | 'platform_bug'
        | 'unknown';
      connectionId?: string;
      /** @enum {string} */
      provider?: 'fivetran' | 'airbyte';
      tags?: {
        [key: string]: string;
      };
    };
    ModeSetting: {
      by: string;
      id: string;
      /** @enum {string} */
      mode: 'monitor' | 'recommend' | 'automate';
      /** @enum {string} */
      origin: 'set' | 'earned';
      reason: string;
      scope: components['schemas']['ModeScope'];
      /** Format: date-time */
      since: string;
      until: string | null;
    };
    ModeTakenBack: {
      id: string;
      /** @constant */
      takenBack: true;
    };
    /** @description What automation takes to be earned. */
    ModeThresholds: {
      agreement: number;
      effective: number;
      verified: number;
      withinMs: number;
    };
    /** @description When something came; null where it did not come to that. */
    Moment: {
      /** @description Milliseconds after detection. */
      afterMs: number;
      /** Format: date-time */
      at: string;
    };
    OrderAccepted: {
      /** @constant */
      accepted: true;
      /** @enum {string} */
      command: 'snooze' | 'wake' | 'cancel' | 'close' | 'retry' | 'release' | 'handback';
      incidentId: string;
    };
    /** @description What the policy of today says about an incident, rule by rule, and what would change it. */
    PolicyExplanation: {
      decision: {
        approval: {
          approvers: string[];
          breakGlass?: string[];
          escalateFurther?: {
            afterMs: number;
            to: string[];
          }[];
          escalateTo: string[];
          quorum: number;
          reason: string;
          required: boolean;
        };
        /** @enum {string} */
        mode: 'monitor' | 'recommend' | 'automate';
        never: (
          | (
              | 'trigger_sync'
              | 'cancel_sync'
              | 'pause'
              | 'resume'
              | 'run_setup_tests'
              | 'reload_schema'
              | 'resync'
              | 'clear'
              | 'select_schema'
              | 'set_schedule'
              | 'change_setting'
              | 'edit_state'
              | 'wait'
              | 'handoff'
            )
          | (
              | 'retry_with_backoff'
              | 'wait_for_quota_reset'
              | 'reauthenticate'
              | 'request_permission'
              | 'refresh_schema'
              | 'resync'
              | 'reduce_load'
              | 'fix_configuration'
              | 'quarantine_records'
              | 'upgrade_connector'
              | 'escalate'
            )
        )[];
        /** @enum {string} */
        severity: 'critical' | 'high' | 'warning' | 'info';
        timings: components['schemas']['Timings'];
        verdict: {
          matched: string[];
          rule: string;
          version: string;
        };
      };
      /** @description SHA-256, hex */
      hash: string;
      incidentId: string;
      planHash: string | null;
      rules: {
        fits: boolean;
        mismatches: {
          actual: string;
          /** @enum {string} */
          field:
            | 'provider'
            | 'account'
            | 'connectionId'
            | 'tags'
            | 'class'
            | 'band'
            | 'action'
            | 'symptom'
            | 'anyStep'
            | 'onlySteps'
            | 'afterHandoff'
            | 'destructive'
            | 'environment'
            | 'severity'
            | 'recurrence'
            | 'blastRadius'
            | 'time';
          wanted: string;
        }[];
        rule: string;
        says: string[];
        why: string;
      }[];
      wouldChange: {
        condition: {
          actual: string;
          /** @enum {string} */
          field:
            | 'provider'
            | 'account'
            | 'connectionId'
            | 'tags'
            | 'class'
            | 'band'
            | 'action'
            | 'symptom'
            | 'anyStep'
            | 'onlySteps'
            | 'afterHandoff'
            | 'destructive'
            | 'environment'
            | 'severity'
            | 'recurrence'
            | 'blastRadius'
            | 'time';
          wanted: string;
        };
        rule: string;
        then: string[];
      }[];
    };
    /** @description One incident told after the fact, from its record. */
    PostIncidentReport: {
      connection: {
        account: string;
        destination: string;
        id: string;
        name: string;
        /** @enum {string} */
        provider: 'fivetran' | 'airbyte';
        service: string;
      };
      decision: {
        planHash: string | null;
        playbook: string | null;
        policy: {
          /** @description SHA-256, hex */
          hash: string;
          matched: string[];
          rule: string;
          version: string;
        } | null;
        /** @description Approvals that policy asked for; 0 = it needed nobody. */
        quorum: number;
        taken: {
          /** Format: date-time */
          at: string;
          by: string;
          /** @enum {string} */
          decision: 'approve' | 'reject' | 'break_glass';
          onBehalfOf: string | null;
          planHash: string | null;
          reason: string | null;
        }[];
        why: string | null;
      };
      diagnosis: {
        /** @enum {string} */
        action:
          | 'retry_with_backoff'
          | 'wait_for_quota_reset'
          | 'reauthenticate'
          | 'request_permission'
          | 'refresh_schema'
          | 'resync'
          | 'reduce_load'
          | 'fix_configuration'
          | 'quarantine_records'
          | 'upgrade_connector'
          | 'escalate';
        alternatives: {
          /** @enum {string} */
          class:
            | 'rate_limit'
            | 'authentication'
            | 'authorization'
            | 'schema_drift'
            | 'source_unavailable'
            | 'network_transient'
            | 'destination_failure'
            | 'resource_exhaustion'
            | 'configuration'
            | 'data_quality'
            | 'cdc_position_lost'
            | 'platform_bug'
            | 'unknown';
          ruleId: string;
          why: string;
        }[];
        /** @enum {string} */
        band: 'high' | 'medium' | 'low' | 'none';
        /** @enum {string} */
        class:
          | 'rate_limit'
          | 'authentication'
          | 'authorization'
          | 'schema_drift'
          | 'source_unavailable'
          | 'network_transient'
          | 'destination_failure'
          | 'resource_exhaustion'
          | 'configuration'
          | 'data_quality'
          | 'cdc_position_lost'
          | 'platform_bug'
          | 'unknown';
        confidence: number;
        /** @enum {string} */
        decidedBy: 'rule' | 'provider' | 'person' | 'memory' | 'model' | 'nothing';
        evidence: components['schemas']['Evidence'][];
        ruleId: string | null;
        summary: string;
      };
      /** @description What was done at the provider, every plan. */
      effects: {
        /** Format: date-time */
        at: string;
        attempts: number;
        kind: string;
        /** @description Read back from the provider; or why nothing was done. */
        proof: string | null;
        /** @enum {string} */
        status: 'applied' | 'not_applied' | 'unknown' | 'compensated' | 'blocked' | 'skipped';
        stepId: string;
        target: string;
      }[];
      incidentId: string;
      learned: string[];
      links: {
        console: string | null;
        provider: string | null;
        temporal: string | null;
      };
      /** @enum {string} */
      mode: 'monitor' | 'recommend' | 'automate';
      record: {
        firstSeq: number | null;
        lastHash: string | null;
        lastSeq: number | null;
        rows: number;
      };
      resolution: components['schemas']['Resolution'] | null;
      /** @enum {string} */
      severity: 'critical' | 'high' | 'warning' | 'info';
      /** @enum {string} */
      status:
        | 'open'
        | 'diagnosing'
        | 'awaiting_approval'
        | 'remediating'
        | 'verifying'
        | 'resolved'
        | 'closed'
        | 'cancelled';
      timeline: components['schemas']['TimelineEntry'][];
      times: {
        acted: components['schemas']['Moment'] | null;
        decided: components['schemas']['Moment'] | null;
        detected: components['schemas']['Moment'] | null;
        diagnosed: components['schemas']['Moment'] | null;
        verified: components['schemas']['Moment'] | null;
      };
      verification: components['schemas']['Verification'] | null;
    };
    /** @description RFC 9457 problem document. */
    Problem: {
      /** @description What was wrong with what, and what to do. */
      detail: string;
      /** @description Path of the request. */
      instance: string;
      status: number;
      /** @description The same for every problem of this status. */
      title: string;
      type: string;
    };
    /** @description No worker answered; the vote is kept and counted later. */
    Queued: {
      /** @constant */
      queued: true;
    };
    Readiness: {
      checks: {
        detail: string;
        name: string;
        ok: boolean;
      }[];
      /** @enum {string} */
      status: 'ready' | 'not_ready';
    };
    /** @description What is absent does not matter: an empty region is everything. */
    Region: {
      account?: string;
      connectionId?: string;
      /** @enum {string} */
      provider?: 'fivetran' | 'airbyte';
    };
    /** @description What a period of incidents amounts to. */
    Report: {
      byClass: {
        [key: string]: number;
      };
      byMode: {
        [key: string]: number;
      };
      bySeverity: {
        [key: string]: number;
      };
      byStatus: {
        [key: string]: number;
      };
      endings: {
        cancelled: number;
        closedByPeople: number;
        closeReasons: {
          [key: string]: number;
        };
        provenResolved: number;
        rejected: number;
        stillOpen: number;
      };
      /** Format: date-time */
      from: string;
      incidents: number;
      times: {
        detectionToAction: components['schemas']['Span'];
        detectionToDiagnosis: components['schemas']['Span'];
        detectionToVerified: components['schemas']['Span'];
        waitingForPeople: components['schemas']['Span'];
      };
      /** Format: date-time */
      to: string;
    };
    /** @description How an incident ended; only `resolved` has proof. */
    Resolution: {
      /** Format: date-time */
      at: string;
      by: string;
      note?: string;
      proof?: string[];
      /** @enum {string} */
      reason:
        | 'fixed_by_human'
        | 'self_recovered'
        | 'expected'
        | 'false_positive'
        | 'duplicate'
        | 'wont_fix'
        | 'no_action_needed'
        | 'verified'
        | 'rejected'
        | 'cancelled';
      /** @enum {string} */
      status: 'resolved' | 'closed' | 'cancelled';
    };
    /** @description A role in a part of all connections; what is absent does not matter. */
    RoleScope: {
      account?: string;
      connectionId?: string;
      /** @enum {string} */
      provider?: 'fivetran' | 'airbyte';
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'approver' | 'admin';
      tags?: {
        [key: string]: string;
      };
    };
    /** @description How long something took; null where no incident came so far. */
    Span: {
      /** @description Those that came so far. */
      incidents: number;
      medianMs: number | null;
      p90Ms: number | null;
    };
    /** @description One intended change at a provider, one wait or one hand-off. */
    Step: {
      attempts: number;
      endedAt: string | null;
      id: string;
      /** @enum {string} */
      kind:
        | 'trigger_sync'
        | 'cancel_sync'
        | 'pause'
        | 'resume'
        | 'run_setup_tests'
        | 'reload_schema'
        | 'resync'
        | 'clear'
        | 'select_schema'
        | 'set_schedule'
        | 'change_setting'
        | 'edit_state'
        | 'wait'
        | 'handoff';
      outcome: string | null;
      params: {
        forMs?: number;
        instruction?: string;
        /** @constant */
        putBack?: true;
        restore?: components['schemas']['Json'];
        schedule?: components['schemas']['SyncSchedule'];
        scope?: string[];
        selection?: {
          column?: string;
          enabled: boolean;
          schema: string;
          table: string;
        }[];
        settings?: {
          [key: string]: components['schemas']['Json'];
        };
        state?: components['schemas']['Json'];
        /** Format: date-time */
        until?: string;
        url?: string;
      };
      startedAt: string | null;
      /** @enum {string} */
      status:
        'planned' | 'blocked' | 'running' | 'applied' | 'not_applied' | 'unknown' | 'compensated' | 'skipped';
      target: string;
      /** @enum {string} */
      undo?:
        | 'trigger_sync'
        | 'cancel_sync'
        | 'pause'
        | 'resume'
        | 'run_setup_tests'
        | 'reload_schema'
        | 'resync'
        | 'clear'
        | 'select_schema'
        | 'set_schedule'
        | 'change_setting'
        | 'edit_state';
    };
    /** @description Where people follow incidents; `unknown` where nothing can be asked without telling somebody something. */
    Surface: {
      detail: string;
      /** @enum {string} */
      status: 'ok' | 'failed' | 'unknown';
      /** @enum {string} */
      surface: 'slack' | 'teams' | 'jira' | 'servicenow' | 'pagerduty' | 'github' | 'email' | 'webhook';
    };
    /** @description One thing that was looked at, and what to do where it is not in order. */
    SurveyFinding: {
      check: string;
      detail: string;
      fix?: string;
      /** @enum {string} */
      status: 'ok' | 'warning' | 'failed' | 'unknown';
    };
    /** @description What one look at a whole account found. */
    SweepReport: {
      account: string;
      calls: number;
      /** Format: date-time */
      endedAt: string;
      found: {
        [key: string]: number;
      };
      gone: number;
      heldBack: number;
      inventoryAt: string | null;
      missing: {
        what: string;
        why: string;
      }[];
      /** Format: date-time */
      postponedUntil?: string;
      /** @enum {string} */
      provider: 'fivetran' | 'airbyte';
      /** @enum {string} */
      scope: 'inventory' | 'runs';
      seen: number;
      /** Format: date-time */
      startedAt: string;
    };
    /** @description What one sync or job did. */
    SyncRun: {
      bytes: number | null;
      endedAt: string | null;
      failure?: {
        attempts?: number;
        httpStatus?: number;
        logTail?: string;
        message: string;
        origin?: string;
        stackTrace?: string;
        type?: string;
      };
      id: string;
      /** @enum {string} */
      kind: 'sync' | 'resync' | 'refresh' | 'clear';
      rows: number | null;
      /** Format: date-time */
      startedAt: string;
      /** @enum {string} */
      status: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'rescheduled';
    };
    /** @description How often a connection syncs by itself. */
    SyncSchedule:
      | {
          everyMs: number;
          /** @constant */
          kind: 'interval';
        }
      | {
          approximateMs: number;
          expression: string;
          /** @constant */
          kind: 'cron';
        }
      | {
          /** @constant */
          kind: 'manual';
        };
    /** @description An incident's whole record, with the full text of its evidence. */
    Timeline: {
      evidence: components['schemas']['Evidence'][];
      incidentId: string;
      items: components['schemas']['AuditRow'][];
    };
    TimelineEntry: {
      action: string;
      actor: string;
      /** Format: date-time */
      at: string;
      seq: number;
      text: string;
    };
    Timings: {
      approvalEscalatesMs: number;
      approvalExpiresMs: number;
      handoffPollMs: number;
      readBackEveryMs: number;
      retryBackoffMs: number;
      settleMs: number;
      stuckAfterMs: number;
      verifyAtLeastIntervals: number;
      verifyPollMs: number;
      verifyWithinMs: number;
    };
    /** @description What the engine proposed in one scope, and what became of it. */
    TrackRecord: {
      agreement: number | null;
      declined: number;
      earned: boolean;
      ineffective: number;
      lastIneffectiveAt: string | null;
      scope: {
        account: string;
        /** @enum {string} */
        action:
          | 'retry_with_backoff'
          | 'wait_for_quota_reset'
          | 'reauthenticate'
          | 'request_permission'
          | 'refresh_schema'
          | 'resync'
          | 'reduce_load'
          | 'fix_configuration'
          | 'quarantine_records'
          | 'upgrade_connector'
          | 'escalate';
        /** @enum {string} */
        class:
          | 'rate_limit'
          | 'authentication'
          | 'authorization'
          | 'schema_drift'
          | 'source_unavailable'
          | 'network_transient'
          | 'destination_failure'
          | 'resource_exhaustion'
          | 'configuration'
          | 'data_quality'
          | 'cdc_position_lost'
          | 'platform_bug'
          | 'unknown';
        /** @enum {string} */
        provider: 'fivetran' | 'airbyte';
      };
      verified: number;
    };
    /** @description The proof that is awaited, check by check. */
    Verification: {
      checks: {
        detail: string;
        /** @enum {string} */
        kind: 'sync_after_action' | 'moved_data' | 'fresh' | 'settled';
        /** @enum {string} */
        status: 'pending' | 'passed' | 'failed' | 'unknowable';
      }[];
      /** Format: date-time */
      deadline: string;
      /** Format: date-time */
      since: string;
    };
    Vote: {
      /** Format: date-time */
      at: string;
      by: string;
      /** @enum {string} */
      decision: 'approve' | 'reject';
      /** @description Whose vote it is, where delegated. */
      onBehalfOf?: string;
      reason?: string;
    };
    /** @description A webhook as the provider keeps it, without its secret. */
    Webhook: {
      active: boolean;
      events: string[];
      id: string;
      ours: boolean;
      scope?: string;
      test?: {
        delivered: boolean;
        detail: string;
      };
      url: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listAccounts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that you may see. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accounts'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  surveyAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was looked at. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountSurvey'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listWebhooks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Webhooks as the provider keeps them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'][];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  tendWebhooks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json':
          | {
              /** @constant */
              do: 'register';
              /** Format: uri */
              publicUrl: string;
              scope?: string;
            }
          | {
              /** @constant */
              do: 'verify';
            };
      };
    };
    responses: {
      /** @description The webhooks after it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'][];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listApprovals: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the previous page, with the same filters. */
        cursor?: string;
        /** @description Items a page at most. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whole incidents: a decision needs diagnosis and plan. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IncidentPage'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listAudit: {
    parameters: {
      query?: {
        /** @description Only rows after this number. */
        afterSeq?: number;
        incidentId?: string;
        limit?: number;
        /** @description Only rows written then or later. */
        since?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPage'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  verifyAudit: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether it is intact, and every fault. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerification'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listConnections: {
    parameters: {
      query?: {
        account?: string;
        connectionId?: string;
        /** @description `nextCursor` of the previous page, with the same filters. */
        cursor?: string;
        health?: (
          'healthy' | 'failing' | 'late' | 'stuck' | 'setup_broken' | 'paused' | 'gone' | 'unknown'
        )[];
        /** @description Items a page at most. */
        limit?: number;
        provider?: 'fivetran' | 'airbyte';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of connections. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConnectionPage'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getConnection: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
        connectionId: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The connection. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Connection'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestChange: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path: {
        account: string;
        connectionId: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
          steps: (
            | {
                /** @constant */
                kind: 'trigger_sync';
                /** @default {} */
                params?: Record<string, never>;
              }
            | {
                /** @constant */
                kind: 'cancel_sync';
                /** @default {} */
                params?: Record<string, never>;
              }
            | {
                /** @constant */
                kind: 'pause';
                /** @default {} */
                params?: Record<string, never>;
              }
            | {
                /** @constant */
                kind: 'resume';
                /** @default {} */
                params?: Record<string, never>;
              }
            | {
                /** @constant */
                kind: 'run_setup_tests';
                /** @default {} */
                params?: Record<string, never>;
              }
            | {
                /** @constant */
                kind: 'reload_schema';
                /** @default {} */
                params?: Record<string, never>;
              }
            | {
                /** @constant */
                kind: 'resync';
                /** @default {} */
                params?: {
                  scope?: string[];
                };
              }
            | {
                /** @constant */
                kind: 'clear';
                /** @default {} */
                params?: {
                  scope?: string[];
                };
              }
            | {
                /** @constant */
                kind: 'select_schema';
                params: {
                  selection: {
                    column?: string;
                    enabled: boolean;
                    schema: string;
                    table: string;
                  }[];
                };
              }
            | {
                /** @constant */
                kind: 'set_schedule';
                params: {
                  schedule:
                    | {
                        everyMs: number;
                        /** @constant */
                        kind: 'interval';
                      }
                    | {
                        expression: string;
                        /** @constant */
                        kind: 'cron';
                      }
                    | {
                        /** @constant */
                        kind: 'manual';
                      };
                };
              }
            | {
                /** @constant */
                kind: 'change_setting';
                params: {
                  settings: {
                    [key: string]: unknown;
                  };
                };
              }
            | {
                /** @constant */
                kind: 'edit_state';
                params: {
                  state: unknown;
                };
              }
          )[];
        };
      };
    };
    responses: {
      /** @description The incident that carries it out. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangeAccepted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  diagnoseConnection: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
        connectionId: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Health and diagnosis. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LiveDiagnosis'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getConnectionHistory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
        connectionId: string;
        provider: 'fivetran' | 'airbyte';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What the provider says. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConnectionHistory'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDelegations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Those that last. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Delegation'][];
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  delegate: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Whose vote it is; absent: the owner of the token. Others’ need the role admin. */
          from?: string;
          reason: string;
          /** @default {} */
          scope?: {
            account?: string;
            connectionId?: string;
            /** @enum {string} */
            provider?: 'fivetran' | 'airbyte';
          };
          /** @description Who votes instead. */
          to: string;
          /** Format: date-time */
          until: string;
        };
      };
    };
    responses: {
      /** @description It is given. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delegation'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  endDelegation: {
    parameters: {
      query?: {
        /** @description Why: stands in the record. */
        reason?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is taken back. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            ended: true;
            id: string;
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listFreezes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Those that stand. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Freezes'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  pullFreeze: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
          /** @default {} */
          scope?: {
            account?: string;
            /** @description `*` stands for any characters. */
            connectionId?: string;
            /** @enum {string} */
            provider?: 'fivetran' | 'airbyte';
          };
          /**
           * Format: date-time
           * @description Absent: until it is lifted.
           */
          until?: string;
        };
      };
    };
    responses: {
      /** @description It stands. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Brake'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  liftFreeze: {
    parameters: {
      query?: {
        /** @description Why: stands in the record. */
        reason?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is lifted. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BrakeLifted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listIncidents: {
    parameters: {
      query?: {
        account?: string;
        connectionId?: string;
        /** @description `nextCursor` of the previous page, with the same filters. */
        cursor?: string;
        /** @description Items a page at most. */
        limit?: number;
        provider?: 'fivetran' | 'airbyte';
        status?: (
          | 'open'
          | 'diagnosing'
          | 'awaiting_approval'
          | 'remediating'
          | 'verifying'
          | 'resolved'
          | 'closed'
          | 'cancelled'
        )[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of incidents. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IncidentPage'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getIncident: {
    parameters: {
      query?: never;
      header?: {
        /** @description An `ETag` of an earlier answer. */
        'if-none-match'?: string;
      };
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The incident. */
      200: {
        headers: {
          /** @description Version of the incident; names its plan, too. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Incident'];
        };
      };
      /** @description Nothing has changed since that version. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  acknowledgeIncident: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          note?: string;
        };
      };
    };
    responses: {
      /** @description It stands in the timeline. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Acknowledged'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  controlIncident: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          command: 'snooze' | 'wake' | 'cancel' | 'close' | 'retry' | 'release' | 'handback';
          /** @description `close` needs one of fixed_by_human, self_recovered, expected, false_positive, duplicate, wont_fix, no_action_needed, and takes `: text` after it. */
          reason?: string;
          /**
           * Format: date-time
           * @description `snooze` needs it.
           */
          until?: string;
        };
      };
    };
    responses: {
      /** @description The incident has the order. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderAccepted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDecisions: {
    parameters: {
      query?: never;
      header?: {
        /** @description An `ETag` of an earlier answer. */
        'if-none-match'?: string;
      };
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The votes so far. */
      200: {
        headers: {
          /** @description Version of the incident; names its plan, too. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Decisions'];
        };
      };
      /** @description Nothing has changed since that version. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  decide: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
        /** @description An `ETag` of the incident or its decisions: the vote counts only for the plan of that version. */
        'if-match'?: string;
        /** @description `respond-async`: when no worker answers, keep the vote instead of failing. */
        prefer?: string;
      };
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Approve alone: for emergencies, by those whom policy lets, with a reason. */
          breakGlass?: boolean;
          /** @description How long that lasts, such as `2h`; an hour when absent, eight at most. */
          breakGlassFor?: string;
          /** @enum {string} */
          decision: 'approve' | 'reject';
          /** @description Whose vote it is, where it was given to you (`/delegations`). */
          onBehalfOf?: string;
          /** @description Take this option of the plan. */
          optionId?: string;
          /** @description The plan that is decided on, or the first characters of its hash. */
          planHash?: string;
          reason?: string;
        };
      };
    };
    responses: {
      /** @description The vote counts. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DecisionReceipt'];
        };
      };
      /** @description The vote is kept. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Queued'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The plan has changed since the version that `If-Match` names. */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getIncidentReport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PostIncidentReport'];
          'text/markdown': string;
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getIncidentTimeline: {
    parameters: {
      query?: {
        /** @description Only rows after this number. */
        afterSeq?: number;
        /** @description Items a page at most. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Rows oldest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Timeline'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listKillSwitches: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Those that are on. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KillSwitch'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  pullKillSwitch: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
          /** @default {} */
          scope?: {
            account?: string;
            /** @description `*` stands for any characters. */
            connectionId?: string;
            /** @enum {string} */
            provider?: 'fivetran' | 'airbyte';
          };
          /**
           * Format: date-time
           * @description Absent: until it is lifted.
           */
          until?: string;
        };
      };
    };
    responses: {
      /** @description It stands. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Brake'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  liftKillSwitch: {
    parameters: {
      query?: {
        /** @description Why: stands in the record. */
        reason?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is lifted. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BrakeLifted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listModes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Settings and records. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Modes'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setMode: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Confirms what the record has earned: ends by itself with the first bad effect.
           * @default false
           */
          earned?: boolean;
          /** @enum {string} */
          mode: 'monitor' | 'recommend' | 'automate';
          reason: string;
          /** @default {} */
          scope?: {
            account?: string;
            /** @enum {string} */
            action?:
              | 'retry_with_backoff'
              | 'wait_for_quota_reset'
              | 'reauthenticate'
              | 'request_permission'
              | 'refresh_schema'
              | 'resync'
              | 'reduce_load'
              | 'fix_configuration'
              | 'quarantine_records'
              | 'upgrade_connector'
              | 'escalate';
            /** @enum {string} */
            class?:
              | 'rate_limit'
              | 'authentication'
              | 'authorization'
              | 'schema_drift'
              | 'source_unavailable'
              | 'network_transient'
              | 'destination_failure'
              | 'resource_exhaustion'
              | 'configuration'
              | 'data_quality'
              | 'cdc_position_lost'
              | 'platform_bug'
              | 'unknown';
            connectionId?: string;
            /** @enum {string} */
            provider?: 'fivetran' | 'airbyte';
            tags?: {
              [key: string]: string;
            };
          };
          /**
           * Format: date-time
           * @description Absent: until it is taken back.
           */
          until?: string;
        };
      };
    };
    responses: {
      /** @description It is set. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModeSetting'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  takeBackMode: {
    parameters: {
      query?: {
        /** @description Why: stands in the record. */
        reason?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is taken back. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModeTakenBack'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  explainPolicy: {
    parameters: {
      query: {
        incidentId: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The decision, rule by rule. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyExplanation'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReport: {
    parameters: {
      query?: {
        format?: 'json' | 'markdown';
        /** @description Incidents opened from then on; seven days before `to` when absent. */
        from?: string;
        /** @description Not included; now when absent. */
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Report'];
          'text/markdown': string;
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listSurfaces: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that are configured. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Surface'][];
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sweepNow: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          account: string;
          /** @enum {string} */
          provider: 'fivetran' | 'airbyte';
        };
      };
    };
    responses: {
      /** @description What it found. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SweepReport'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The provider did not do its part; `detail` has the provider's words. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listTokens: {
    parameters: {
      query?: {
        /** @description Absent: your own, and everybody’s for administrators. */
        owner?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiTokens'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createToken: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again with the same key within 24 hours, the request acts once. */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: date-time
           * @description Absent: in 90 days; at most in 365.
           */
          expiresAt?: string;
          /**
           * @description `agent`: reads and proposes, never approves.
           * @enum {string}
           */
          kind?: 'person' | 'agent';
          name: string;
          /** @description Absent: whoever asks. Others take an administrator. */
          owner?: string;
          /**
           * @description The most it may do; absent: its owner's role.
           * @enum {string}
           */
          role?: 'viewer' | 'operator' | 'approver' | 'admin';
          scopes?: {
            account?: string;
            connectionId?: string;
            /** @enum {string} */
            provider?: 'fivetran' | 'airbyte';
            /** @enum {string} */
            role: 'viewer' | 'operator' | 'approver' | 'admin';
            tags?: {
              [key: string]: string;
            };
          }[];
        };
      };
    };
    responses: {
      /** @description Keep `token`: it is not shown again. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MadeApiToken'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused as things stand; `detail` says why. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The Idempotency-Key was used for a different request. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  revokeToken: {
    parameters: {
      query?: {
        /** @description Why: stands in the record. */
        reason?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It opens nothing any more. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiTokenRevoked'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The URL and the headers are together larger than 16 KiB. */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  whoami: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description That is you. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Caller'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The role that this needs is missing. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
    };
  };
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Text exposition format. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
    };
  };
  getOpenapi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OpenAPI 3.1. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            openapi: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description The version that If-None-Match names is the current one. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Everything answers. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** @description Something does not; `checks` says what. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
    };
  };
  slackCommand: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          command: string;
          text?: string;
          user_id: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description What only the sender sees. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            response_type: 'ephemeral';
            text: string;
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  slackInteraction: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          payload: string;
        };
      };
    };
    responses: {
      /** @description Done; a body only where a dialog stays open and says why. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  teamsMessage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          id: string;
          type: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description What the person is told; empty where there is nothing to tell. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            statusCode?: 200;
            type?: string;
            value?: string;
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deliverAirbyte: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name in config/accounts.yaml. */
        account: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Temporal has it, or it opens nothing. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryAccepted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deliverAirbyteBySecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name in config/accounts.yaml. */
        account: string;
        secret: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Temporal has it, or it opens nothing. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryAccepted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deliverFivetran: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name in config/accounts.yaml. */
        account: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Temporal has it, or it opens nothing. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryAccepted'];
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Nothing of that name is known here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deliverJira: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Heard, whether it counts or not: not to be sent again. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            incidentId: string | null;
            /**
             * @description `queued`: it counts as soon as a worker runs. `refused`: it is in the audit log.
             * @enum {string}
             */
            outcome: 'counted' | 'queued' | 'refused' | 'ignored';
            /** @description Why it does not count. */
            why?: string;
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deliverServicenow: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Heard, whether it counts or not: not to be sent again. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            incidentId: string | null;
            /**
             * @description `queued`: it counts as soon as a worker runs. `refused`: it is in the audit log.
             * @enum {string}
             */
            outcome: 'counted' | 'queued' | 'refused' | 'ignored';
            /** @description Why it does not count. */
            why?: string;
          };
        };
      };
      /** @description Malformed: `detail` names the place. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No token or signature, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is read here. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to come back, seconds. */
      429: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Temporal, the store, a worker or the provider cannot answer now: send it again. */
      503: {
        headers: {
          /** @description Seconds. */
          'retry-after'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
