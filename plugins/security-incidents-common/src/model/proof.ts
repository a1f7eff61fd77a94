import { z } from 'zod';
import type { Checkpoint } from '../chain';
import { shortText } from './fields';
import type { Page } from './overview';

/** Whether checkpoints are signed, and with which key. @public */
export type CheckpointSigning =
  | { state: 'signed'; keyId: string }
  /** No key is configured: whoever can write to the database can also rewrite checkpoints. */
  | { state: 'unsigned' };

/** A page of checkpoints, newest first. @public */
export interface CheckpointPage extends Page<Checkpoint> {
  signing: CheckpointSigning;
  /** What the scheduled verification finds wrong with checkpoints at present. */
  problem?: string;
}

/** The newest checkpoint that covers an incident. @public */
export interface CoveringCheckpoint {
  n: number;
  at: string;
  /** How many entries of the incident it covers. */
  entries: number;
  isSigned: boolean;
}

/** Why the data of an entry is erased. @public */
export const eraseEntrySchema = z.strictObject({ reason: shortText });
/** @public */
export type EraseEntryRequest = z.input<typeof eraseEntrySchema>;

/** How an auditor bundle is made. @public */
export const bundleOptionsShape = {
  /** Why incidents marked TLP:RED go in with their content. Without it they go in by key only. */
  tlpRedReason: shortText.optional(),
};
/** The files of an auditor bundle. @public */
export const BUNDLE_PARTS = [
  'report',
  'records',
  'evidence',
  'plans',
  'followUp',
  'table',
  'exchange',
  'checkpoints',
  'verifier',
] as const;
/** @public */
export type BundlePart = (typeof BUNDLE_PARTS)[number];

/** The parts that a bundle may be made without. Records and verifier are in each. @public */
export const OPTIONAL_BUNDLE_PARTS = [
  'report',
  'evidence',
  'plans',
  'followUp',
  'table',
  'exchange',
  'checkpoints',
] as const satisfies readonly BundlePart[];
/** @public */
export type OptionalBundlePart = (typeof OPTIONAL_BUNDLE_PARTS)[number];

/** @public */
export interface BundleOptions {
  /** Why incidents marked TLP:RED go in with their content. */
  tlpRedReason?: string;
  /** What stays out. Of evidence, the list with its hashes stays in. */
  without?: OptionalBundlePart[];
}

/** What an auditor bundle would hold for the caller. @public */
export interface BundleContents {
  /** Number of incidents as reports count them, those by key only included. */
  incidents: number;
  /** Number of exercises, which do not count as incidents. */
  exercises: number;
  /** Number of records that were merged into another one, which count there. */
  merged: number;
  /** Number of timeline entries. */
  entries: number;
  /** The highest marking inside. */
  marking: string;
  /** Keys of incidents marked TLP:RED, whose content stays out. */
  keyOnly: string[];
  /** Estimated sizes, before compression. */
  parts: Array<{ part: BundlePart; files: number; sizeBytes: number }>;
  sizeBytes: number;
  signing: CheckpointSigning;
  /** The newest checkpoint; absent without one, or without the permission to see checkpoints. */
  checkpoint?: { n: number; at: string };
}
