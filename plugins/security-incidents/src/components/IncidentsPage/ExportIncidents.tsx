import type { IncidentFiltersState } from '../../hooks';
import { ExportList } from '../exports';
import type { Question } from '../IncidentsCard';

/** Exports all incidents of the list, not of the page. */
export function ExportIncidents(props: {
  state: IncidentFiltersState;
  question: Question;
}) {
  const { state, question } = props;
  const ask = async () => {
    // A view without incidents, such as "My teams" of somebody without a team, has an empty file.
    const asked = await question(state.filters);
    if (!asked) return undefined;
    const {
      orderBy: _orderBy,
      limit: _limit,
      cursor: _cursor,
      ...query
    } = asked;
    return query;
  };
  return <ExportList list="incidents" query={ask} />;
}
