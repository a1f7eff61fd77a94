/**
 * What the backend, the frontend and other software share: the words and rules as data, the shapes of the HTTP API,
 * the hash chain with its verification, the permissions and a typed client.
 *
 * @packageDocumentation
 */
export * from './rules';
export * from './chain';
export * from './model';
export * from './queries';
export * from './permissions';
export * from './client';
export * from './plans';
export * from './text';
