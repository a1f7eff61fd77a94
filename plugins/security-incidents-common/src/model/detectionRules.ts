import type { MappingWay, RsitClass, RuleAction, Severity } from '../rules';

/** What a detection must have for a rule, a suppression or a pattern. All that are given must hold. @public */
export interface DetectionCondition {
  sourceIds?: string[];
  ruleIds?: string[];
  severities?: Severity[];
  entityRefs?: string[];
  /** Label name to value; `*` at the end stands for anything. */
  labels?: Record<string, string>;
}

/** What happens with new detections that fit. The first rule that fits wins. @public */
export interface DetectionRule {
  id: string;
  name: string;
  /** From configuration: can be changed only there. */
  isConfigured: boolean;
  position: number;
  isEnabled: boolean;
  condition: DetectionCondition;
  /** Needs this many detections of one service within the time; 1 unless stated. */
  threshold?: { count: number; withinMinutes: number };
  action: RuleAction;
  /** For `attach` and `suggest`: only incidents with a detection of the same source rule, or any open one of the service. */
  attachTo?: 'same-rule' | 'same-service';
  /** Hours around the detection of the incident in which it fits; 24 unless stated. */
  withinHours?: number;
  /** For `create`. */
  incident?: { severity?: Severity; class?: RsitClass };
  /** Detections that it took in 30 days, and how many of these people undid, or followed for `suggest`. */
  effect: { count: number; undone: number; followed: number };
  updatedBy?: string;
  updatedAt?: string;
  version: number;
}

/** Holds back detections until it ends. @public */
export interface DetectionSuppression {
  id: string;
  name: string;
  condition: DetectionCondition;
  reason: string;
  createdBy: string;
  createdAt: string;
  endsAt: string;
  isEnded: boolean;
  /** Detections that it held back. */
  heldBack: number;
  /** Detections that would have fitted since it ended. */
  sinceEnd: number;
  version: number;
}

/** Finds the service of detections whose label matches. @public */
export interface MappingPattern {
  id: string;
  name: string;
  isConfigured: boolean;
  position: number;
  /** Name of the label, such as `repository` or `host`. */
  label: string;
  /** A linear regular expression for the whole value. */
  pattern: string;
  /** Full entity ref; `$1` to `$9` stand for groups of the pattern. */
  entityRef: string;
  updatedBy?: string;
  updatedAt?: string;
  version: number;
}

/** A change to rules, suppressions or patterns. @public */
export interface DetectionRuleChange {
  at: string;
  by: string;
  kind: 'rule' | 'suppression' | 'pattern' | 'source';
  action: 'added' | 'changed' | 'moved' | 'removed';
  name: string;
}

/** Everything on the page of rules. @public */
export interface DetectionRules {
  /** Where new detections of 30 days went. */
  flow: {
    total: number;
    inbox: number;
    suggested: number;
    attached: number;
    created: number;
    ignored: number;
    suppressed: number;
    unmapped: number;
  };
  /** Detections of 30 days by the way in which their service was found. */
  ways: Array<{ way: MappingWay | 'none'; count: number }>;
  patterns: MappingPattern[];
  suppressions: DetectionSuppression[];
  rules: DetectionRule[];
  /** Newest first, at most 50. */
  changes: DetectionRuleChange[];
  /** Whether the caller may change them. */
  mayChange: boolean;
}

/** One step of the explanation of a payload. @public */
export interface TryStep {
  step: 'read' | 'fingerprint' | 'service' | 'suppression' | 'rule';
  ok: boolean;
  text: string;
  /** What was tried in order, with the reason why it did not fit. */
  tried: Array<{
    name: string;
    result: 'fits' | 'no' | 'skipped';
    why: string;
  }>;
}

/** What would happen with a payload. Nothing is stored. @public */
export interface TryPayloadResult {
  /** In a sentence. */
  conclusion: string;
  steps: TryStep[];
  /** The payload with secrets removed. */
  payload: string;
  redactions: number;
  incident?: { title: string; severity?: Severity; planTitle?: string };
}
