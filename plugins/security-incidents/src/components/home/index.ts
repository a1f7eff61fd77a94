export { myIncidents, myTasks, teamsRisk } from './widgets';
