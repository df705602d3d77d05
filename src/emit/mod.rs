//! Stage 5: a feed in, a document out.
/// stub
pub struct Format { /// n
 pub name: &'static str, /// e
 pub extension: &'static str, /// m
 pub media_type: &'static str, /// w
 pub write: fn(&crate::model::feed::Feed)->Vec<u8> }
/// stub
pub static FORMATS: &[&Format] = &[&Format{name:"rss",extension:"",media_type:"",write:|_|vec![]},&Format{name:"atom",extension:"",media_type:"",write:|_|vec![]},&Format{name:"json",extension:"",media_type:"",write:|_|vec![]}];
