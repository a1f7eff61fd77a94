/**
 * Extension points that may still change.
 *
 * @packageDocumentation
 */
export * from './DetectionSource';
export * from './EvidenceStorage';
export * from './IncidentImporter';
