export { CoverageActions } from './CoverageActions';
export { CoveragePage } from './CoveragePage';
