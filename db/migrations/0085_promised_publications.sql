-- The day by which the office has said that what several asked for will be public: a promise of its own, beside the periods of law.
alter table request_conversion add column publish_by date;
