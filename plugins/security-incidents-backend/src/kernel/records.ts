import type {
  Classification,
  Detection,
  Determination,
  Impact,
  IncidentMode,
  IncidentStatus,
  IncidentTimestamps,
  Level,
  PersonalData,
  Priority,
  PriorityExplanation,
  PriorityOverride,
  Resolution,
  Severity,
  Tlp,
  Tristate,
  Visibility,
} from 'backstage-plugin-security-incidents-common';

/** A proposal to make an incident a major one, and the decision about it. @public */
export interface MajorStandingRecord {
  state: 'proposed' | 'declared' | 'declined' | 'ended';
  at: string;
  by?: string;
  reason?: string;
  /** Reasons for the proposal, in words. */
  because: string[];
  /** Those of the reasons that a plan's escalation ladder raised; they stay when the facts change. */
  raised: string[];
}

/** The stored part of an incident. Services compute everything else from it. @public */
export interface IncidentRecord extends IncidentTimestamps {
  /** Internal key; it only grows. */
  seq: number;
  id: string;
  key: string;
  title: string;
  summary?: string;
  codename?: string;
  mode: IncidentMode;
  status: IncidentStatus;
  mergedFromStatus?: IncidentStatus;
  mergedIntoId?: string;
  determination: Determination;
  classification?: Classification;
  severity?: Severity;
  impact?: Impact;
  urgency?: Level;
  ongoing: Tristate;
  priority?: Priority;
  priorityInputs: PriorityExplanation;
  priorityOverride?: PriorityOverride;
  tlp: Tlp;
  visibility: Visibility;
  personalData: PersonalData;
  suspectedMalicious: Tristate;
  crossBorder: Tristate;
  isMajor: boolean;
  majorReason?: string;
  /** Since when it is a major incident. */
  majorAt?: string;
  majorStanding?: MajorStandingRecord;
  unknownService: boolean;
  detection?: Detection;
  resolution?: Resolution;
  /** Who last moved it to `resolved`. */
  resolvedBy?: string;
  reportedBy: string;
  /** The import that it came with. */
  importId?: string;
  updatedAt: string;
  version: number;
  /** Number of timeline entries, and the hash of the last. */
  chainLength: number;
  chainHead: string;
}
