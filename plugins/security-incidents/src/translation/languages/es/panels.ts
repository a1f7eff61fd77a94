/** Texts of the building blocks that pages and cards share: states of panels and readiness. */
export const panelMessages = {
  panel: {
    loading: 'Cargando {{what}}',
    slow: 'La carga tarda más de lo habitual: {{what}}.',
    notRead: {
      title: 'Todavía no se ha leído: {{subject}}',
      hint: 'El catálogo se está leyendo por primera vez. Esta página vuelve a consultarlo por sí sola; puede haber más.',
      hintWithReason:
        '{{reason}}. Esta página vuelve a consultarlo por sí sola; puede haber más.',
    },
    forbidden: {
      title: 'No puede ver {{subject}}',
      hint: 'Pida acceso al equipo que administra este portal.',
    },
    incidents: 'incidentes',
    /** Live updates stopped; the last answer is still shown. */
    stale:
      'Sin actualizar desde {{time}}. En pantalla: {{what}}; reintentando.',
    newRows: 'Nuevos: {{count}}, mostrar',
    changedRows: 'La lista ha cambiado, mostrar',
  },
  mark: {
    good: 'En orden',
    late: 'Requiere atención',
    failed: 'Incorrecto',
    none: 'No existe',
  },
  readiness: {
    label: 'Cumple {{passed}} de {{total}} comprobaciones',
    check: {
      owner: 'Propietario',
      plans: 'Planes',
      reviewed: 'Revisión',
      tested: 'Prueba',
      roles: 'Roles',
      watched: 'Vigilancia',
    },
    state: {
      pass: 'en orden',
      late: 'con retraso',
      fail: 'no está en orden',
      notApplicable: 'nada que comprobar',
    },
    gaps: 'Carencias',
    gap: {
      ownerMissing: 'Falta el propietario',
      noPlan: 'No se aplica ningún plan',
      planRetired: 'El plan está retirado',
      reviewOverdue: 'Revisión vencida',
      neverTested: 'Nunca probado',
      testOverdue: 'Prueba vencida',
      roleUnresolved_one: 'Un rol no lleva a nadie',
      roleUnresolved_other: '{{count}} roles no llevan a nadie',
      notWatched: 'Nadie lo vigila',
      watchInterrupted: 'Sus fuentes tienen problemas',
    },
    fix: {
      catalogFile: 'Corregir en el archivo del catálogo',
      nameOwner: 'Indique uno en el archivo del catálogo.',
      openPlan: 'Abrir el plan',
      convert: 'Convertir un playbook en plan',
      sources: 'Ver las fuentes',
    },
  },
} as const;
