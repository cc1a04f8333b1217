import { Loaded, Page, TableImport, useRead } from '#workbench/kit/index.ts';
import { type Catalogue, RehearsalBody } from '../contract.ts';

/** The catalogue back in from a spreadsheet. */
export default function CatalogueTransfer() {
  return (
    <Page
      title="目录导入"
      crumbs={[{ label: '主动公开目录', to: '/catalogue' }]}
      lead="先导出，在表格软件里改好，再导入。导入只新增和修改，不移出；改了的事项各记一次修改。"
    >
      <Loaded query={useRead<Catalogue>('/api/catalogue-items')}>
        {({ today }) => (
          <TableImport
            name="catalogue"
            schema={RehearsalBody}
            initial={{ inForceFrom: today }}
            exports="/api/catalogue-exports/xlsx"
            rehearsals="/api/catalogue-rehearsals"
            imports="/api/catalogue-imports"
            consequence="试导入列出的新增和修改将写入目录。"
            renews={['/api/catalogue-items', '/api/catalogue-owed']}
            back="/catalogue"
          />
        )}
      </Loaded>
    </Page>
  );
}
