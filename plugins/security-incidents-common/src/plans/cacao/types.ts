/*
 * The parts of a CACAO v2.0 playbook (OASIS) that we read and write. An import reports other parts as dropped.
 */

/** A reference to another document. @public */
export interface CacaoExternalReference {
  name: string;
  description?: string;
  source?: string;
  url?: string;
  external_id?: string;
}

/** A variable of a playbook. @public */
export interface CacaoVariable {
  type: string;
  description?: string;
  value?: string | null;
  constant?: boolean;
  external?: boolean;
}

/** Type of a workflow step. @public */
export type CacaoStepType =
  | 'start'
  | 'end'
  | 'action'
  | 'playbook-action'
  | 'parallel'
  | 'if-condition'
  | 'while-condition'
  | 'switch-condition';

/** A command of an action. We write `manual` ones only, and never execute any. @public */
export interface CacaoCommand {
  type: string;
  command?: string;
  command_b64?: string;
  description?: string;
  playbook_activity?: string;
  [more: string]: unknown;
}

/** A step of the workflow; which of the optional fields it has depends on its type. @public */
export interface CacaoStep {
  type: CacaoStepType;
  name?: string;
  description?: string;
  /** In milliseconds. */
  delay?: number;
  /** In milliseconds. */
  timeout?: number;
  on_completion?: string;
  on_success?: string;
  on_failure?: string;
  step_extensions?: Record<string, Record<string, unknown>>;
  agent?: string;
  targets?: string[];
  commands?: CacaoCommand[];
  playbook_id?: string;
  next_steps?: string[];
  condition?: string;
  /** Version 1 of the standard had a list here, which some tools still write. */
  on_true?: string | string[];
  on_false?: string | string[];
  switch?: string;
  cases?: Record<string, string | string[]>;
  [more: string]: unknown;
}

/** Who or what carries out a step, or what it is aimed at. @public */
export interface CacaoAgent {
  type: string;
  name: string;
  description?: string;
  [more: string]: unknown;
}

/** A data marking. @public */
export interface CacaoMarking {
  type: string;
  id: string;
  created_by: string;
  created: string;
  name?: string;
  tlpv2_level?: string;
  [more: string]: unknown;
}

/** Definition of an extension. @public */
export interface CacaoExtensionDefinition {
  type: 'extension-definition';
  name: string;
  description?: string;
  created_by: string;
  schema: string;
  version: string;
}

/** A CACAO v2.0 playbook. @public */
export interface CacaoPlaybook {
  type: 'playbook';
  spec_version: 'cacao-2.0';
  id: string;
  name: string;
  description?: string;
  playbook_types?: string[];
  playbook_activities?: string[];
  created_by: string;
  /** ISO-8601; exports are UTC with exactly three fractional digits. */
  created: string;
  modified: string;
  revoked?: boolean;
  valid_from?: string;
  valid_until?: string;
  /** 1 is the highest, 100 the lowest. */
  priority?: number;
  /** 1 is the lowest, 100 the highest. */
  severity?: number;
  labels?: string[];
  external_references?: CacaoExternalReference[];
  markings?: string[];
  playbook_variables?: Record<string, CacaoVariable>;
  workflow_start: string;
  workflow_exception?: string;
  workflow: Record<string, CacaoStep>;
  playbook_extensions?: Record<string, Record<string, unknown>>;
  agent_definitions?: Record<string, CacaoAgent>;
  target_definitions?: Record<string, CacaoAgent>;
  extension_definitions?: Record<string, CacaoExtensionDefinition>;
  data_marking_definitions?: Record<string, CacaoMarking>;
  signatures?: unknown[];
  [more: string]: unknown;
}

/**
 * Level of a finding. `kept`: imported; `note`: became text or needs a look; `dropped`: left out; `error`: no plan.
 *
 * @public
 */
export type CacaoFindingLevel = 'kept' | 'note' | 'dropped' | 'error';

/** A finding about one part of a playbook. @public */
export interface CacaoFinding {
  level: CacaoFindingLevel;
  /** Where in the playbook, such as `workflow.action--....commands[0]`; starts with `plan.` for the plan made of it. */
  path: string;
  message: string;
}
