/**
 * Extension points that may still change. The plugin takes detection sources; the others are shapes that it does not take yet.
 *
 * @packageDocumentation
 */
export * from './DetectionSource';
export * from './EvidenceStorage';
export * from './IncidentImporter';
