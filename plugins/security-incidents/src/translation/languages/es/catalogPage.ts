/** Textos de lo que el plugin añade a las páginas del catálogo. */
export const catalogPageMessages = {
  catalogPage: {
    incidents: 'Incidentes',
    openIncidents_one: '{{count}} incidente abierto',
    openIncidents_other: '{{count}} incidentes abiertos',
    hasOpen: 'Tiene incidentes abiertos',
    filterFailed:
      'Ahora mismo no se conocen los incidentes abiertos. La lista no está filtrada.',
    unknown: 'desconocido',
    unknownHint:
      'Ahora mismo no se conocen los incidentes abiertos, lo que no significa que no haya ninguno.',
  },
} as const;
