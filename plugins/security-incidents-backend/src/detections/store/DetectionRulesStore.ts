import type {
  ChangeRecord,
  DetectionRecord,
  PatternRecord,
  RuleRecord,
  SuppressionRecord,
} from './records';

/** Everything that decides about new detections, as people made it. */
export interface StoredRules {
  /** In the order in which they are tried. */
  rules: RuleRecord[];
  /** Also those that ended. */
  suppressions: SuppressionRecord[];
  patterns: PatternRecord[];
}

/** What conditions look at, of a detection in the inbox. */
export type WaitingDetection = Pick<
  DetectionRecord,
  'seq' | 'sourceId' | 'severity' | 'labels' | 'ruleId' | 'entityRef'
>;

/** The writes of one change, with its line in the history. */
export interface RulesTransaction {
  readonly stored: StoredRules;
  saveRules(rules: readonly RuleRecord[]): Promise<void>;
  deleteRule(id: string): Promise<void>;
  saveSuppression(suppression: SuppressionRecord): Promise<void>;
  /** New detections, oldest first, locked for the change. Tests are left out. */
  listWaiting(limit: number): Promise<WaitingDetection[]>;
  /** Takes new detections out of the inbox. */
  suppress(seqs: readonly number[], suppressionId: string): Promise<void>;
  savePatterns(patterns: readonly PatternRecord[]): Promise<void>;
  deletePattern(id: string): Promise<void>;
  log(change: ChangeRecord): Promise<void>;
}

export interface DetectionRulesStore {
  read(): Promise<StoredRules>;
  /** Newest first. */
  listChanges(limit: number): Promise<ChangeRecord[]>;
  /** One change at a time. */
  change<T>(work: (tx: RulesTransaction) => Promise<T>): Promise<T>;
  log(change: ChangeRecord): Promise<void>;
  /** Deletes suppressions that ended before a time. */
  forgetSuppressions(endedBefore: string): Promise<void>;
}
