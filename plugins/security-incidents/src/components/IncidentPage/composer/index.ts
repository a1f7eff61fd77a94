export { ComposerCard } from './ComposerCard';
