import type {
  ChangeFollower as KernelFollower,
  IncidentChange as KernelChange,
} from '../kernel/IncidentChange';
import type { IncidentChanger as KernelChanger } from '../kernel/IncidentChanger';
import type { IncidentDetails } from './store/records';
import type { IncidentsTransaction } from './store/IncidentsStore';

/** A change with the tables of all features. */
export type IncidentChange = KernelChange<IncidentsTransaction>;
export type IncidentChanger = KernelChanger<
  IncidentDetails,
  IncidentsTransaction
>;
export type ChangeFollower = KernelFollower<IncidentsTransaction>;
