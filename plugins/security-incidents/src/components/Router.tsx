import { Route, Routes } from 'react-router-dom';
import { IncidentPage } from './IncidentPage';
import { IncidentsPage } from './IncidentsPage';

/** The pages of the plugin. The platform's page frame has no main landmark of its own. */
export function Router() {
  return (
    <main>
      <Routes>
        <Route path="/" element={<IncidentsPage />} />
        <Route path="/:key" element={<IncidentPage />} />
      </Routes>
    </main>
  );
}
