import { entityCalls } from '../entities/entityCalls';
import {
  IncidentCalls,
  type IncidentCallsOptions,
} from './calls/IncidentCalls';
import { peopleCalls } from './calls/peopleCalls';
import { recordCalls } from './calls/recordCalls';
import { responseCalls } from './calls/responseCalls';
import { upkeepCalls } from './calls/upkeepCalls';
import type { InnerIncidentsService } from './IncidentsService';

/** The rules: each change is one transaction of rows and timeline entries. */
export function defaultIncidentsService(
  options: IncidentCallsOptions,
): InnerIncidentsService {
  const calls = new IncidentCalls(options);
  return {
    ...recordCalls(calls),
    ...peopleCalls(calls),
    ...responseCalls(calls),
    ...entityCalls(calls),
    ...upkeepCalls(calls),
  };
}
