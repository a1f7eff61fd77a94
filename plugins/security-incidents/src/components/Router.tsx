import { Route, Routes } from 'react-router-dom';
import { IncidentPage } from './IncidentPage';
import { IncidentsPage } from './IncidentsPage';

/** The pages of the plugin. */
export function Router() {
  return (
    <Routes>
      <Route path="/" element={<IncidentsPage />} />
      <Route path="/:key" element={<IncidentPage />} />
    </Routes>
  );
}
