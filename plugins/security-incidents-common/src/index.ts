/**
 * Shared by backend, frontend and other software: vocabularies and rules as data, types and schemas of the HTTP API, the
 * hash chain and its verification, permissions and a typed client.
 *
 * @packageDocumentation
 */
export * from './rules';
export * from './chain';
export * from './model';
export * from './queries';
export * from './incidentCreatePermission';
export * from './permissions';
export * from './client';
export * from './plans';
export * from './text';
