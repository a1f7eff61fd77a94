import { Route, Routes } from 'react-router-dom';
import { QueryProvider } from '../queries';
import { CoveragePage } from './CoveragePage';
import { IncidentPage } from './IncidentPage';
import { IncidentsPage } from './IncidentsPage';
import { PlansPage } from './PlansPage';

/**
 * The pages of the plugin. The platform's page frame has no main landmark of its own.
 *
 * @param props.framed - whether they stand under a header of the plugin
 */
export function Router(props: { framed?: boolean } = {}) {
  return (
    <QueryProvider>
      <main>
        <Routes>
          <Route path="/" element={<IncidentsPage framed={props.framed} />} />
          <Route path="/plans" element={<PlansPage framed={props.framed} />} />
          <Route
            path="/plans/coverage"
            element={<CoveragePage framed={props.framed} />}
          />
          <Route path="/:key" element={<IncidentPage />} />
        </Routes>
      </main>
    </QueryProvider>
  );
}
