export { DetectionsCard } from './DetectionsCard';
