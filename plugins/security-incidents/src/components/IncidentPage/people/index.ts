export { AccessView } from './AccessView';
export { MembersCard } from './MembersCard';
export { PeopleCard } from './PeopleCard';
export { PersonMark } from './PersonMark';
export { PrincipalSheet } from './PrincipalSheet';
