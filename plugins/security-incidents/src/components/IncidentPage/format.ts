export * from '../../time';
