/**
 * Shapes of extension points that the plugin does not take yet. They may change until it does.
 *
 * @packageDocumentation
 */
export * from './DetectionSource';
export * from './EvidenceStorage';
export * from './IncidentImporter';
