import { Page, TableImport } from '#workbench/kit/index.ts';
import { ColumnRehearsal } from '../column-contract.ts';

/** The columns back in from a spreadsheet. */
export default function ColumnTransfer() {
  return (
    <Page
      title="栏目导入"
      crumbs={[{ label: '栏目', to: '/columns' }]}
      lead="先导出，在表格软件里改好，再导入。导入只开办和修改，不开放也不停办；新的栏目先在筹备中。"
    >
      <TableImport
        name="columns"
        schema={ColumnRehearsal}
        exports="/api/column-exports/xlsx"
        rehearsals="/api/column-rehearsals"
        imports="/api/column-imports"
        consequence="试导入列出的栏目将开办或者修改，门户同时更新。"
        renews={['/api/columns', '/api/column-forecast']}
        back="/columns"
      />
    </Page>
  );
}
