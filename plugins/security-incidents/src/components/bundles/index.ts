export { BundleButton } from './BundleButton';
export { BundleDialog } from './BundleDialog';
export type { BundleSubject } from './useBundle';
